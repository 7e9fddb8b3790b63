import { Webhook } from 'standardwebhooks'
import { expect, test, vi } from 'vitest'
import { newSecret, signedHeaders } from './sign.ts'

test('signs the vector of the scheme’s own specification', () => {
  const headers = signedHeaders(
    {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      now: new Date(1_614_265_330_999),
      body: '{"test": 2432232314}',
    },
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  )
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('the reference implementation takes either secret, and refuses another body, id or hour', () => {
  const now = new Date('2026-11-23T09:20:00Z')
  const [old, fresh] = [newSecret(), newSecret()]
  const body = JSON.stringify({ words: 'ünïcode' })
  const headers = signedHeaders({ id: 'one', now, body }, [fresh, old])
  vi.useFakeTimers({ toFake: ['Date'], now })
  try {
    for (const secret of [old, fresh]) {
      expect(new Webhook(secret).verify(body, headers)).toEqual({ words: 'ünïcode' })
      expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow()
      expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'two' })).toThrow()
    }
    vi.setSystemTime('2026-11-23T10:20:00Z')
    expect(() => new Webhook(old).verify(body, headers)).toThrow()
  } finally {
    vi.useRealTimers()
  }
})
