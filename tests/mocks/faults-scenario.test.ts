import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkScenario, playScenario } from '../../mocks/faults/scenario.ts';
import type { FaultSetting } from '../../mocks/faults/setting.ts';

describe('a scenario', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const entries = [
    { at: 5, registry: 'virta', fault: 'hang', for: 10 },
    { at: 10, registry: 'virta', fault: 'status-503', for: 20 },
    { at: 12, registry: 'migri', fault: 'slow-drip', ms: 5, for: 3 },
  ];

  const played = (loop: boolean) => {
    const turns: string[] = [];
    const mocks = ['virta', 'migri'].map((name) => ({
      name,
      setFault: async (setting: FaultSetting | null) => {
        const ms = setting?.ms === undefined ? '' : ` ${setting.ms}`;
        turns.push(`${name} ${setting?.fault ?? 'normal'}${ms}`);
      },
    }));
    const check = checkScenario(entries, ['virta', 'migri']);
    const stop = new AbortController();
    const play = playScenario(mocks, check.ok ? check.scenario : [], { signal: stop.signal, loop });
    return { turns, stop, play };
  };

  it('turns the dials at its times; a later entry takes over', async () => {
    const { turns, play } = played(false);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(turns).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(turns).toEqual(['virta hang']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(turns).toEqual(['virta hang', 'virta status-503', 'migri slow-drip 5', 'migri normal']);
    await vi.advanceTimersByTimeAsync(14_999);
    expect(turns).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(1);
    await play;
    expect(turns.slice(4)).toEqual(['virta normal', 'virta normal', 'migri normal']);
  });

  it('begins again, and leaves every dial at normal when it is stopped', async () => {
    const { turns, stop, play } = played(true);
    await vi.advanceTimersByTimeAsync(36_000);
    expect(turns.slice(-1)).toEqual(['virta hang']);
    stop.abort();
    await play;
    expect(turns.slice(-2).sort()).toEqual(['migri normal', 'virta normal']);
  });

  it('names every entry that is at fault', () => {
    const wrong = [
      ...entries,
      { at: -1, registry: 'virta', fault: 'hang', for: 1 },
      { at: 1, registry: 'virta', fault: 'nonsense', for: 1 },
      { at: 1, registry: 'fees', fault: 'hang', for: 1 },
      { at: 1, registry: 'virta', fault: 'hang' },
      { at: 1, registry: 'virta', fault: 'hang', for: 1, speed: 3 },
    ];
    const check = checkScenario(wrong, ['virta', 'migri']);
    expect('problems' in check && check.problems).toEqual([
      expect.stringMatching(/^Entry 4: "at" must not be negative/),
      expect.stringMatching(/^Entry 5: There is no fault "nonsense"/),
      expect.stringMatching(/^Entry 6: no registry "fees" runs here/),
      expect.stringMatching(/^Entry 7: a fault needs "for"/),
      expect.stringMatching(/^Entry 8: There is no parameter "speed"/),
    ]);
    expect(checkScenario({}, ['virta']).ok).toBe(false);
  });
});
