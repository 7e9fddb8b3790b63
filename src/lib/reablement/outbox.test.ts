import { expect, test } from 'vitest'
import { isMoving } from './outbox.ts'
import type { DeliveryLine } from './outbox.ts'

const now = Date.parse('2026-11-23T09:20:00.000Z')
const line = (nextAt: string, wish: Partial<DeliveryLine> = {}): DeliveryLine => ({
  ...{ id: nextAt, team: 'OT', kind: 'mail', topic: 'digest', reference: null, state: 'waiting' },
  ...{ madeAt: '2026-11-23T09:00:00.000Z', nextAt, attempts: 0, answer: null, endedAt: null },
  ...wish,
})
const due = line('2026-11-23T09:19:59.000Z')
const later = line('2026-11-23T10:00:00.000Z')

test.each([
  ['nothing waits', [], false],
  ['the first in line is due', [due], true],
  ['the first in line is not due, whatever stands behind it', [later, due], false],
  ['another line’s first is due', [later, { ...due, kind: 'file' as const }], true],
])('whether what is shown changes by itself: %s', (_when, waiting, moves) => {
  expect(isMoving(waiting, now)).toBe(moves)
})
