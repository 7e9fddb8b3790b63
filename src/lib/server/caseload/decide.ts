import { and, eq } from 'drizzle-orm'
import { headingOf } from '../../reablement/caseload-columns.ts'
import { sideInput, twinInput } from '../../reablement/caseload-decisions.ts'
import type { SideInput, TwinInput } from '../../reablement/caseload-decisions.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { lineChoice, twinDecision } from '../storage/file-schema.ts'
import { checkInTurns } from './check-file.ts'
import { savedMaps } from './column-maps.ts'
import { compare } from './compare.ts'
import { heldFile } from './held-files.ts'

const caseload = () => ({ kind: 'caseload' as const })

/**
 * Keeps what was decided about two entries: one person, or two; null asks again. Not asked again from then on.
 * @throws Problem 'bad-input', perform's.
 */
export async function decideTwin(desk: Desk, who: Colleague | null, input: TwinInput): Promise<void> {
  const { key, decision, keep } = parse(twinInput, input)
  const references = key.split('|')
  const same = references[0] === references[1]
  const mayKeep = same ? ['first', 'second'] : references
  if (decision === 'merge' && !mayKeep.includes(same ? (keep ?? '') : (keep ?? '').toUpperCase()))
    throw new Problem('bad-input', { field: 'keep', detail: 'Say which of the two stays.' })
  return perform(desk, who, {
    act: 'import caseload',
    thing: caseload,
    work: (tx, at) => {
      if (decision === null) {
        tx.delete(twinDecision).where(eq(twinDecision.key, key)).run()
        return
      }
      const row = { decision, keep: decision === 'merge' ? keep : null, decidedBy: signedIn(who).id, at }
      tx.insert(twinDecision)
        .values({ key, ...row })
        .onConflictDoUpdate({ target: twinDecision.key, set: row })
        .run()
    },
    detail: { twins: decision ?? 'ask again' },
  })
}

/**
 * Keeps which side is taken for one field in which the file and the board differ; it holds while the file says that.
 * @throws Problem 'bad-input' for a start date, 'wrong-state' when they no longer differ, 'not-found', perform's.
 */
export async function chooseSide(desk: Desk, who: Colleague | null, input: SideInput): Promise<void> {
  const { held, person, field, side } = parse(sideInput, input)
  if (field === 'start') {
    const detail = 'A file never changes a start date. Correct it with a reason instead.'
    throw new Problem('bad-input', { field: 'field', detail })
  }
  const today = londonDate(desk.clock())
  const checked = await checkInTurns(heldFile(desk.storage, held), today, savedMaps(desk.storage))
  return perform(desk, who, {
    act: 'import caseload',
    thing: caseload,
    work: (tx, at) => {
      const update = compare(tx, checked, today).updates.find(({ known }) => known.person.id === person)
      const line = update?.kept.find((one) => one.field === field)
      if (!line)
        throw new Problem('wrong-state', { detail: `${headingOf(field)}: the two no longer differ.` })
      const row = { file: line.now, board: line.was, choice: side, chosenBy: signedIn(who).id, at }
      tx.delete(lineChoice)
        .where(and(eq(lineChoice.person, person), eq(lineChoice.field, field)))
        .run()
      tx.insert(lineChoice)
        .values({ person, field, ...row })
        .run()
    },
    detail: { field, side },
  })
}
