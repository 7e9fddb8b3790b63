import { describe, expect, test } from 'vitest'
import { Throttle } from './throttle.ts'

describe('the throttle of signing in', () => {
  test('five wrong tries of one e-mail make it wait, and the right one forgives', () => {
    const throttle = new Throttle()
    for (let n = 0; n < 5; n += 1) throttle.wrong('priya@example.org', '10.0.0.1', n)
    expect(throttle.mayTry('priya@example.org', '10.0.0.2', 10)).toBe(false)
    expect(throttle.mayTry('dee@example.org', '10.0.0.1', 10)).toBe(true)
    throttle.right('priya@example.org')
    expect(throttle.mayTry('priya@example.org', '10.0.0.2', 10)).toBe(true)
  })

  test('many made-up e-mails do not make it forget the one being guessed at', () => {
    const throttle = new Throttle()
    for (let n = 0; n < 12_000; n += 1)
      throttle.wrong(`nobody${String(n)}@example.org`, `10.1.${String(n)}`, n)
    for (let n = 0; n < 5; n += 1) throttle.wrong('priya@example.org', '10.0.0.1', 12_000)
    for (let n = 0; n < 3_000; n += 1)
      throttle.wrong(`more${String(n)}@example.org`, `10.2.${String(n)}`, 12_001)
    expect(throttle.mayTry('priya@example.org', '10.0.0.9', 12_002)).toBe(false)
  })
})
