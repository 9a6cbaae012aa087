import type { MockRegistry } from './registry-server.ts';
import { valintaTulosServiceRoutes } from './valinta-tulos-service/application.ts';

/** The tuition-fee register and the selection results by application. */
export const feesMock: MockRegistry = { name: 'fees', routes: valintaTulosServiceRoutes() };
