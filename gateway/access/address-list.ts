import { BlockList, isIP } from 'node:net';

/** Networks that an address may be in. */
export interface AddressList {
  readonly includes: (address: string) => boolean;
}

/** A list of networks in CIDR notation or single addresses; null when one of them is neither. */
export function addressList(networks: readonly string[]): AddressList | null {
  const list = new BlockList();
  const allRead = networks.every((network) => addNetwork(list, network));
  if (!allRead) return null;
  return {
    includes: (address) => {
      const plain = plainAddress(address);
      const family = isIP(plain);
      return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

function addNetwork(list: BlockList, network: string): boolean {
  const [address = '', prefix, ...rest] = network.split('/');
  const family = isIP(address);
  const longest = family === 4 ? 32 : 128;
  const bits = prefix === undefined ? longest : Number(prefix);
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(prefix ?? '0') || bits > longest) return false;
  list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
  return true;
}

/** A socket that listens on IPv6 shows IPv4 peers as `::ffff:…`. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
