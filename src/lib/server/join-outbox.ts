import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Colleague } from '../reablement/colleague.ts'
import type { Ways } from './dispatch/attempt.ts'
import { changeSecret } from './dispatch/new-secret.ts'
import { Dispatch } from './dispatch/dispatch.ts'
import { editChannels } from './dispatch/edit-channels.ts'
import { readChannels } from './dispatch/read-channels.ts'
import { readOutbox } from './dispatch/read-outbox.ts'
import { resend } from './dispatch/resend.ts'
import { testChannel } from './dispatch/test-channel.ts'
import { csvText } from '../reablement/csv.ts'
import type { Settings } from './settings.ts'
import type { Desk } from './storage/desk.ts'

/** How long a receiver may take to be reached, and to answer, in milliseconds. [choice] */
const patience = { connect: 5_000, answer: 10_000 }

/** What leaves Perch: the worker that sends it, and what an administrator sees and does about it. */
export function joinOutbox(desk: Desk, { data, leaving }: Settings, log: Logger) {
  const { mail, loopback, handOff, keepDays } = leaving
  const roots = { inside: join(data, 'handoff'), outside: handOff }
  const ways: Ways = { mail, loopback, roots, csv: csvText, patience }
  const worker = new Dispatch({ desk, ways, log, keepDays })
  const woken = async <T>(act: Promise<T>): Promise<T> => {
    const done = await act
    worker.wake()
    return done
  }
  return {
    worker,
    pages: {
      read: (who: Colleague) => readOutbox(desk, who, keepDays),
      channels: (who: Colleague, team: string) => readChannels(desk, who, team, ways),
      edit: (who: Colleague, given: unknown) => woken(editChannels(desk, who, given, ways)),
      changeSecret: (who: Colleague, given: unknown) => changeSecret(desk, who, given),
      test: (who: Colleague, given: unknown) => woken(testChannel(desk, who, given)),
      resend: (who: Colleague, given: unknown) => woken(resend(desk, who, given)),
    },
  }
}
