import { vi } from 'vitest'
import { patience } from './patience.ts'

/** Waits until the expectations hold; fails with the last that did not. */
export const eventually = <T>(expectations: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(expectations, { timeout: patience, interval: 20 })
