import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** A fresh secret: 32 random bytes, written as the scheme writes them. */
export function newSecret(): string {
  return prefix + randomBytes(32).toString('base64')
}

/**
 * The headers of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, in base64, one signature for each secret that
 * is good just now. [std: standardwebhooks.com, 1.0] `now` is told in whole seconds.
 */
export function signedHeaders(
  { id, now, body }: { id: string; now: Date; body: string },
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
