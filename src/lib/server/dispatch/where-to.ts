import { lookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { NotSent } from './not-sent.ts'

/** Nobody outside: this machine, the networks around it, and what is no single receiver. [std: RFC 6890] */
const near = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  near.addSubnet(net, bits, 'ipv4')
// Of IPv6 only what is given out to the world (2000::/3) may be one, without its tunnels to IPv4 and its examples.
near.addRange('::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'ipv6')
near.addRange('4000::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'ipv6')
near.addSubnet('2001::', 23, 'ipv6')
near.addSubnet('2001:db8::', 32, 'ipv6')
near.addSubnet('2002::', 16, 'ipv6')

/** May a webhook be sent to this address? Loopback only when the settings of the server say so. */
export function mayReach(address: string, loopback: boolean): boolean {
  const family = isIP(address)
  if (family === 0) return false
  if (isLoopback(address)) return loopback
  return !near.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^127(?:\.\d{1,3}){3}$/.test(address)
}

/** Does an address of the web name this machine itself? */
export function isOnLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || isLoopback(hostname)
}

/** What is wrong with an address a webhook should go to, in words; null when it may be tried. */
export function refusedUrl(text: string, loopback: boolean): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) return 'Write the whole address: https://orders.example.org/perch.'
  if (url.username || url.password)
    return 'Leave the name and the password out: the signature says who sends it.'
  const onLoopback = isOnLoopback(url)
  if (onLoopback && !loopback)
    return 'This server does not send to itself: see PERCH_WEBHOOK_LOOPBACK in the README.'
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && onLoopback)) return 'Begin it with https://.'
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && !mayReach(literal, loopback)) return 'That address is not open to the outside.'
  return null
}

/**
 * Finds a name's addresses and refuses it when one of them is near: asked in the moment of connecting, so that a name
 * cannot mean something else by then.
 */
export function lookupOutside(loopback: boolean): LookupFunction {
  return (hostname, options, found) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, [])
      const refused = addresses.length === 0 || !addresses.every(({ address }) => mayReach(address, loopback))
      if (refused) return found(new NotSent('its name leads to an address inside'), [])
      const [first] = addresses as [LookupAddress]
      if (options.all) found(null, addresses)
      else found(null, first.address, first.family)
    })
  }
}
