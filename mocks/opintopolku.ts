import type { MockRegistry } from './registry-server.ts';
import {
  type ValintaTulosServiceOptions,
  valintaTulosServiceRoutes,
} from './valinta-tulos-service/application.ts';

/** Makes a mock of Opintopolku's admission register; `poisoned` may be changed while the mock runs. */
export function createOpintopolkuMock(options: ValintaTulosServiceOptions = {}): MockRegistry {
  return { name: 'opintopolku', routes: valintaTulosServiceRoutes(options) };
}

/** Opintopolku's admission register, with no faults. */
export const opintopolkuMock: MockRegistry = createOpintopolkuMock();
