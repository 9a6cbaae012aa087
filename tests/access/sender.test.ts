import { describe, expect, it } from 'vitest';
import { addressList } from '../../gateway/access/address-list.ts';
import { networkOf, senderOf } from '../../gateway/access/sender.ts';

describe('the network of a sender', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each(['', 'unknown', '192.0.2.7:443', '1.2.3', 'gateway.example', '[::1]'])('is none of %j', (text) => {
    expect(networkOf(text)).toBeNull();
  });
});

describe('the sender behind trusted proxies', () => {
  const proxies = addressList(['10.0.0.0/8']);
  const sent = (peerAddress: string, forwarded?: string): string => {
    if (proxies === null) throw new Error('no networks');
    return senderOf({ peerAddress, headers: { 'x-forwarded-for': forwarded } }, proxies);
  };

  it('is the last hop outside of them, whatever the client wrote before it', () => {
    expect(sent('10.0.0.1', '198.51.100.1, 203.0.113.5, 10.0.0.2')).toBe('203.0.113.5');
  });

  it.each([undefined, '', '10.0.0.2', ' , '])('is the proxy when it tells nobody: %j', (forwarded) => {
    expect(sent('10.0.0.1', forwarded)).toBe('10.0.0.1');
  });

  it('is the peer itself when that is no proxy, whatever it says', () => {
    expect(sent('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
  });
});
