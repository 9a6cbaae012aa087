import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createStrangers } from '../../gateway/http/strangers.ts';

/** A connection that says whether it was closed. */
class Connected extends EventEmitter {
  readonly remoteAddress: string;
  isGone = false;

  constructor(remoteAddress: string) {
    super();
    this.remoteAddress = remoteAddress;
  }

  destroy(): void {
    this.isGone = true;
    this.emit('close');
  }
}

/** Strangers at a listener, and a way to connect to it. */
function listening(isProxy: (address: string) => boolean = () => false) {
  const clock = { now: 0 };
  const server = new EventEmitter();
  const strangers = createStrangers({ now: () => clock.now, isProxy });
  strangers.watch(server);
  const connect = (remoteAddress: string): Connected => {
    const socket = new Connected(remoteAddress);
    server.emit('connection', socket);
    return socket;
  };
  return { clock, strangers, connect };
}

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('connections over which nothing came that was let in', () => {
  it('are a hundred of one network at most: the oldest makes room, and no other network', () => {
    const { connect } = listening();
    const other = connect('198.51.100.7');
    const all = times(150, () => connect('192.0.2.1'));
    expect(all.map(({ isGone }) => isGone)).toEqual([...times(50, () => true), ...times(100, () => false)]);
    expect(other.isGone).toBe(false);
  });

  it('are of one network by 64 bits of IPv6, and a mapped address is the IPv4 one', () => {
    const { connect } = listening();
    const six = times(101, (index) => connect(`2001:db8:0:1::${index.toString(16)}`));
    const four = times(101, (index) => connect(index % 2 === 0 ? '192.0.2.1' : '::ffff:192.0.2.1'));
    expect([six, four].map((all) => all.filter(({ isGone }) => isGone).length)).toEqual([1, 1]);
  });

  it('are a thousand in all, whatever their networks', () => {
    const { connect } = listening();
    const all = times(1_050, (index) => connect(`10.${index >> 8}.${index & 0xff}.1`));
    expect(all.filter(({ isGone }) => isGone)).toHaveLength(50);
    expect(all.slice(50).every(({ isGone }) => !isGone)).toBe(true);
  });

  it('are no longer counted once a client is recognised, and stand whoever comes', () => {
    const { connect, strangers } = listening();
    const client = connect('192.0.2.1');
    strangers.recognised(client);
    times(1_500, () => connect('192.0.2.1'));
    expect(client.isGone).toBe(false);
  });

  it('of a proxy are bounded with all others only: everybody comes from there', () => {
    const { connect } = listening((address) => address === '192.0.2.1');
    expect(times(900, () => connect('192.0.2.1')).some(({ isGone }) => isGone)).toBe(false);
  });
});

it('a network with sixty bad credentials in a minute has its connections closed with each, and comes back to grace', () => {
  const { clock, strangers } = listening();
  const stays = times(62, () => strangers.mayStay('192.0.2.1'));
  expect(stays.filter((stay) => !stay)).toHaveLength(3);
  expect(strangers.mayStay('198.51.100.7')).toBe(true);
  clock.now += 60_000;
  expect(strangers.mayStay('192.0.2.1')).toBe(true);
});
