import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { isAtTiles } from '../../reablement/quick-look.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import { following, preceding } from './agenda.ts'
import { goInput, markInput, moveInput } from './inputs.ts'
import type { GoInput, MarkInput, MoveInput } from './inputs.ts'
import { setOutcome, steer } from './steer.ts'

type Here = readonly string[]

/** On to the next person; the one left counts as discussed unless something else was said. @throws steer's. */
export async function nextPerson(
  desk: Desk,
  who: Colleague | null,
  input: MoveInput,
  here: Here = [],
): Promise<Steering> {
  const asked = parse(moveInput, input)
  return steer(desk, who, { ...asked, here }, (tx, row, agenda) => {
    if (asked.from !== null) {
      // Passing a tile of the quick look is a look, and no discussion.
      const outcome = isAtTiles(agenda, asked.from) ? 'no change' : 'discussed'
      setOutcome(tx, row.id, asked.from, outcome, 'when none')
    }
    return following(agenda, asked.from)
  })
}

/** Back to the person before; outcomes stay. @throws steer's. */
export async function previousPerson(
  desk: Desk,
  who: Colleague | null,
  input: MoveInput,
  here: Here = [],
): Promise<Steering> {
  const asked = parse(moveInput, input)
  return steer(desk, who, { ...asked, here }, (_tx, _row, agenda) => preceding(agenda, asked.from))
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
