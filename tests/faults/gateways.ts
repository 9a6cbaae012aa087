import type { Cell } from '../../mocks/faults/fault-table.ts';
import { startGateway } from '../system.ts';

export type Gateway = Awaited<ReturnType<typeof startGateway>>;

/** Gateways for one cell after another: the next cell has the last one's unless it needs another. */
export interface Gateways {
  /** The running gateway of this name; another one is closed first. */
  readonly of: (name: string, settings: Readonly<Record<string, string>>) => Promise<Gateway>;
  readonly close: () => Promise<void>;
}

/** No gateway yet. */
export function gatewaysInTurn(): Gateways {
  let current: { readonly name: string; readonly gateway: Gateway } | null = null;
  const close = async (): Promise<void> => {
    const last = current;
    current = null;
    await last?.gateway.close();
  };
  return {
    of: async (name, settings) => {
      if (current?.name === name) return current.gateway;
      await close();
      const gateway = await startGateway(settings);
      current = { name, gateway };
      return gateway;
    },
    close,
  };
}

/** What a gateway goes by for a minute and more: a log-in that was refused, or a time before which not to ask. */
export function isRemembered({ fault, expected }: Cell): boolean {
  const concernsLogIn = fault.on === 'log-in' || fault.name === 'never-logged-in';
  return concernsLogIn || expected.reasons.includes('RATE_LIMITED');
}
