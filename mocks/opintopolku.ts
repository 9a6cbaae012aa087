import type { MockRegistry } from './registry-server.ts';
import { studyinfoRoutes } from './studyinfo.ts';
import {
  type ValintaTulosServiceOptions,
  valintaTulosServiceRoutes,
} from './valinta-tulos-service/application.ts';

/** Makes a mock of Opintopolku's admission register, with Studyinfo's application rounds; `poisoned` may be changed while the mock runs. */
export function createOpintopolkuMock(options: ValintaTulosServiceOptions = {}): MockRegistry {
  const addVts = valintaTulosServiceRoutes(options);
  return {
    name: 'opintopolku',
    routes: (app, world) => {
      addVts(app, world);
      studyinfoRoutes(app, world.people);
    },
  };
}

/** Opintopolku's admission register, with no faults. */
export const opintopolkuMock: MockRegistry = createOpintopolkuMock();
