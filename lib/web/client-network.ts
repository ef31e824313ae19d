import { isIP } from 'node:net'

/**
 * What one client counts as: an IPv4 address, or the half of an IPv6 address that names a network, since anyone who has one
 * of those has all its addresses. Null for what is neither.
 */
export function clientNetwork(address: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return clientNetwork(mapped)
  if (isIP(address) === 4) return address
  if (isIP(address) !== 6) return null
  const [bare = ''] = address.split('%')
  const [left = '', right] = bare.toLowerCase().split('::')
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'))
  const [before, after] = [groupsOf(left), groupsOf(right ?? '')]
  // The last group may be written as an IPv4 address, which is two.
  const length = before.length + after.length + (bare.includes('.') ? 1 : 0)
  const whole =
    right === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - length)).fill('0'), ...after]
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
