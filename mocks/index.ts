import { feesMock } from './fees.ts';
import { issuerMock } from './issuer.ts';
import { migriMock } from './migri.ts';
import { opintopolkuMock } from './opintopolku.ts';
import { oppijanumeroMock } from './oppijanumero.ts';
import type { MockRegistry } from './registry-server.ts';
import { virtaMock } from './virta.ts';

/** Every mock registry with the port it listens on by default. */
export const mockRegistries: readonly { readonly registry: MockRegistry; readonly port: number }[] = [
  { registry: oppijanumeroMock, port: 4101 },
  { registry: opintopolkuMock, port: 4102 },
  { registry: virtaMock, port: 4103 },
  { registry: feesMock, port: 4104 },
  { registry: migriMock, port: 4105 },
];

/** What the sandbox has besides registries, with default ports: no fault matrix is told of these. */
export const sandboxServices: typeof mockRegistries = [{ registry: issuerMock, port: 4106 }];
