import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { isAtTiles } from '../../reablement/quick-look.ts'
import { placeAfter, placeBefore, placeOf } from '../../reablement/steps.ts'
import type { Place } from '../../reablement/steps.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { beforeVisit, following, preceding, walked } from './agenda.ts'
import { goInput, markInput, moveInput } from './inputs.ts'
import type { GoInput, MarkInput, MoveInput } from './inputs.ts'
import { promisesLeft } from './promises-left.ts'
import { setOutcome, steer } from './steer.ts'
import type { Here, Lead } from './steer.ts'

/** One press of → or ←: from where its sender saw the huddle to where `lead` says. */
async function press(
  desk: Desk,
  who: Colleague | null,
  input: MoveInput,
  here: Here,
  lead: (seen: Place) => Lead,
): Promise<Steering> {
  const asked = parse(moveInput, input)
  const { from, step } = asked
  const seen = step === undefined ? placeOf(from) : { step, current: from }
  return steer(desk, who, { ...asked, step: seen.step, here }, lead(seen))
}

/**
 * On to the next step or person; the person left counts as discussed unless something else was said. Yesterday's
 * promises are passed over when none waits. @throws steer's.
 */
export async function nextPerson(
  desk: Desk,
  who: Colleague | null,
  input: MoveInput,
  here: Here = [],
): Promise<Steering> {
  return press(desk, who, input, here, (seen) => (tx, row, agenda) => {
    const { current } = seen
    if (current !== null) {
      // Passing a tile of the quick look is a look, and no discussion.
      const outcome = isAtTiles(agenda, current) ? 'no change' : 'discussed'
      setOutcome(tx, row.id, current, outcome, 'when none')
    }
    const next = following(agenda, current)
    return placeAfter(seen, { next, promises: promisesLeft(tx, row).length })
  })
}

/** Back to the person or the step before; outcomes stay. @throws steer's. */
export async function previousPerson(
  desk: Desk,
  who: Colleague | null,
  input: MoveInput,
  here: Here = [],
): Promise<Steering> {
  return press(desk, who, input, here, (seen) => (tx, row, agenda) => {
    const { current } = seen
    const isVisit = current !== null && !walked(agenda).some(({ episode }) => episode === current)
    const before = isVisit ? beforeVisit(tx, row.id, agenda, current) : preceding(agenda, current)
    return placeBefore(seen, { before, promises: promisesLeft(tx, row).length })
  })
}

/** "No change" for this person, and on. @throws steer's. */
export async function noChange(
  desk: Desk,
  who: Colleague | null,
  input: MarkInput,
  here: Here = [],
): Promise<Steering> {
  const asked = parse(markInput, input)
  return steer(desk, who, { ...asked, here }, (tx, row, agenda) => {
    setOutcome(tx, row.id, asked.from, 'no change')
    return following(agenda, asked.from)
  })
}

/** To anybody on the agenda, the rest too; outcomes stay. @throws Problem 'not-found', or steer's. */
export async function goToPerson(
  desk: Desk,
  who: Colleague | null,
  input: GoInput,
  here: Here = [],
): Promise<Steering> {
  const asked = parse(goInput, input)
  return steer(desk, who, { huddle: asked.huddle, here }, (_tx, _row, agenda) => {
    if (!agenda.some(({ episode }) => episode === asked.to)) throw new Problem('not-found', { field: 'to' })
    return asked.to
  })
}
