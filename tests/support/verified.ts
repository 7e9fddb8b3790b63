import { Webhook } from 'standardwebhooks'
import { vi } from 'vitest'
import type { Received } from './receivers.ts'

/** Verified by the reference implementation, at the instant it was sent. @throws when the signature is wrong. */
export function verified(secret: string, { headers, body }: Received): unknown {
  const sentAt = Number(headers['webhook-timestamp']) * 1000
  vi.useFakeTimers({ toFake: ['Date'], now: sentAt })
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>)
  } finally {
    vi.useRealTimers()
  }
}
