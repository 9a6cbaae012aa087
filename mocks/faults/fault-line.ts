import type { FastifyInstance, FastifyRequest } from 'fastify';
import { adminRoutes } from './admin.ts';
import { createCredentials } from './credentials.ts';
import { createDial, type Faultable } from './dials.ts';
import { forgetful } from './effects/effects.ts';
import { createPort } from './port.ts';
import { type CheckedSetting, checkSetting } from './setting.ts';
import { addFaults } from './wire.ts';

/** The line that a mock answers over, with the dial that spoils it. */
export interface FaultLine {
  readonly setFault: Faultable['setFault'];
  /** To be called when the mock listens. */
  readonly opened: () => void;
  /** To be called before the mock closes. */
  readonly end: () => void;
}

interface LineOptions {
  readonly registry: string;
  readonly host: string;
  readonly onCall: (request: FastifyRequest) => void;
}

/** Puts a dial on a mock, before its routes are added. */
export function addFaultLine(app: FastifyInstance, { registry, host, onCall }: LineOptions): FaultLine {
  const dial = createDial(registry);
  const credentials = createCredentials();
  const port = createPort(app.server, host);
  let reopening: NodeJS.Timeout | undefined;
  let turning: Promise<void> = Promise.resolve();

  const apply = async (setting: CheckedSetting | null): Promise<void> => {
    clearTimeout(reopening);
    dial.turn(setting);
    const name = setting?.fault.name;
    if (name !== undefined && forgetful.has(name)) credentials.forget();
    if (setting === null || name !== 'refuse') return port.open();
    const seconds = Number(setting.parameters.seconds);
    // Keeps the process alive, which without a port has nothing else to do.
    reopening = setTimeout(() => turn(null), seconds * 1000);
    return port.close();
  };
  // One after the other: a port that is still closing cannot be opened.
  const turn = (setting: CheckedSetting | null): Promise<void> => {
    turning = turning.catch(() => undefined).then(() => apply(setting));
    return turning;
  };
  addFaults(app, { registry, dial, credentials, onCall });
  adminRoutes(app, { registry, state: dial.state, turn });
  return {
    opened: port.remember,
    end: () => clearTimeout(reopening),
    setFault: async (setting) => {
      const check = checkSetting(setting ?? { fault: 'normal' }, registry);
      if (!check.ok) throw new RangeError(check.problem);
      await turn(check.setting);
    },
  };
}
