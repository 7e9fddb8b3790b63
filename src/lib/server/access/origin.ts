import type { IncomingMessage } from 'node:http'

/**
 * Did our own page open this socket? Browsers always say where a websocket comes from; an absent or `null`
 * origin is not ours, so programs must send one too (docs/protocol.md).
 */
export function sameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  if (!origin || !host) return false
  try {
    const from = new URL(origin)
    return (from.protocol === 'http:' || from.protocol === 'https:') && from.host === host
  } catch {
    return false
  }
}
