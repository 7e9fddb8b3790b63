import type { z } from 'zod/mini'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { sayConnection } from '../../reablement/request.ts'
import { bookInput } from '../../reablement/step-inputs.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { advance } from './advance.ts'
import { checkDue } from './check-agreed.ts'
import { refuseKeySafeCode } from './check-words.ts'

type Booking = z.infer<typeof bookInput>

/**
 * Books the visit, fitting or appointment. An alarm needs its connection and the day it is tested. [seed] Booked again,
 * it is another day. @throws Problem 'bad-input', 'key-safe-code', or advance's.
 */
export async function bookAction(desk: Desk, who: Colleague | null, input: Booking): Promise<ActionView> {
  const asked = parse(bookInput, input)
  const { on, reference, connection, testOn } = asked
  return advance(desk, who, asked.action, {
    act: 'book action',
    step: 'book',
    topic: 'action booked',
    set: (_at, before) => ({
      bookedFor: on,
      reference: reference || (before.theirReference ?? null),
      ...(before.isAlarm ? { connection, testOn } : {}),
    }),
    facts: () => ({
      on,
      ...(reference ? { reference } : {}),
      ...(connection ? { connection: sayConnection(connection) } : {}),
      ...(testOn ? { testOn } : {}),
    }),
    settled: (before, _who, at) => {
      check(asked, before, londonDate(new Date(at)))
      return false
    },
  })
}

function check({ on, reference, connection, testOn }: Booking, before: ActionView, today: string): void {
  checkDue(on, today, 'on')
  refuseKeySafeCode(reference, 'reference')
  if (!before.isAlarm) return
  const missing = (field: string, detail: string) => new Problem('bad-input', { field, detail })
  if (!connection) throw missing('connection', 'Say how the alarm connects.')
  if (!testOn) throw missing('testOn', 'Say when the alarm is tested.')
  checkDue(testOn, today, 'testOn')
  if (testOn < on) throw missing('testOn', 'It is tested on the day it is put in, or after it.')
}
