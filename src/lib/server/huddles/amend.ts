import { and, eq, isNull } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'
import { amendInput } from '../../reablement/record.ts'
import type { AmendInput } from '../../reablement/record.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { amendment } from '../storage/record-schema.ts'
import { agendaItem } from '../storage/schema.ts'
import { closedHuddle } from './read-record.ts'

/**
 * Sets a correction beside a closed huddle's record; what it corrects stays as it is. The very same words from the same
 * colleague about the same part are one correction, so a form sent twice amends once. Any colleague may. [choice]
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found' when there is no such record or the person is not in it, or
 * perform's.
 */
export async function amendRecord(desk: Desk, who: Colleague | null, input: AmendInput): Promise<void> {
  const asked = parse(amendInput, input)
  return perform(desk, who, {
    act: 'amend record',
    thing: (tx) => ({ kind: 'huddle', id: closedHuddle(tx, asked.date).row.id }),
    work: (tx, at) => {
      const { id } = closedHuddle(tx, asked.date).row
      if (holdsKeySafeCode(asked.words)) throw new Problem('key-safe-code', { field: 'words' })
      if (asked.episode !== null) refuseStranger(tx, id, asked.episode)
      write(tx, { id, at, who: signedIn(who).id }, asked)
    },
    detail: { part: asked.part, episode: asked.episode },
  })
}

function refuseStranger(tx: Transaction, huddle: string, episode: string): void {
  const item = and(eq(agendaItem.huddle, huddle), eq(agendaItem.episode, episode))
  if (!tx.select({ at: agendaItem.position }).from(agendaItem).where(item).get())
    throw new Problem('not-found', { field: 'episode' })
}

function write(
  tx: Transaction,
  { id: huddle, at, who }: { id: string; at: string; who: string },
  { episode, part, words }: AmendInput,
): void {
  const same = and(
    eq(amendment.huddle, huddle),
    episode === null ? isNull(amendment.episode) : eq(amendment.episode, episode),
    eq(amendment.part, part),
    eq(amendment.words, words),
    eq(amendment.colleague, who),
  )
  if (tx.select({ id: amendment.id }).from(amendment).where(same).get()) return
  tx.insert(amendment).values({ id: newId(), huddle, episode, part, words, colleague: who, at }).run()
}
