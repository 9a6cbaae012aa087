export { fees } from './fees/index.ts';
export { findings } from './findings/index.ts';
export { migri } from './migri/index.ts';
export { opintopolku } from './opintopolku/index.ts';
export { oppijanumero } from './oppijanumero/index.ts';
export { virta } from './virta/index.ts';
