import { and, eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { stepOf } from '../../reablement/steps.ts'
import type { Thing } from '../access/may.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { teamDone } from '../storage/premark-schema.ts'
import { team } from '../storage/schema.ts'
import type { AllMarks } from './agenda-facts.ts'
import { teamInput } from './inputs.ts'
import type { TeamInput } from './inputs.ts'
import { findHuddle, readSteering } from './steering.ts'

/**
 * "Nothing from us for all the rest": a team is through with its marks for this huddle, while it is prepared or runs.
 * It is not a mark a person, and no mark is touched: what the team marks later counts as ever. Whoever said so first
 * stands; the next huddle begins with no team done. `marks` are those of the page.
 * @throws Problem 'not-found' of huddle or team, 'page-sealed' when it is closed, or perform's: it is a team's own,
 * and in the silent minute the chair's, for a team of which nobody speaks; who said it stays to be seen.
 */
export async function nothingForTheRest(
  desk: Desk,
  who: Colleague | null,
  input: TeamInput,
  marks: AllMarks,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(teamInput, input)
  return perform(desk, who, {
    act: 'nothing for the rest',
    thing: (tx) => teamOf(tx, asked),
    work: (tx, at) => {
      tx.insert(teamDone)
        .values({ ...asked, colleague: signedIn(who).id, at })
        .onConflictDoNothing()
        .run()
      return readSteering(tx, asked.huddle, here, marks)
    },
    detail: { huddle: asked.huddle },
  })
}

/** Takes that back: the team goes on marking. Throws the same. */
export async function notDoneAfterAll(
  desk: Desk,
  who: Colleague | null,
  input: TeamInput,
  marks: AllMarks,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(teamInput, input)
  return perform(desk, who, {
    act: 'not done after all',
    thing: (tx) => teamOf(tx, asked),
    work: (tx) => {
      tx.delete(teamDone)
        .where(and(eq(teamDone.huddle, asked.huddle), eq(teamDone.team, asked.team)))
        .run()
      return readSteering(tx, asked.huddle, here, marks)
    },
    detail: { huddle: asked.huddle },
  })
}

function teamOf(tx: Transaction, asked: TeamInput): Thing {
  const row = findHuddle(tx, asked.huddle)
  if (row.state === 'closed') throw new Problem('page-sealed')
  const found = tx.select({ code: team.code }).from(team).where(eq(team.code, asked.team)).get()
  if (!found) throw new Problem('not-found', { field: 'team' })
  const chair = stepOf(row) === 'silence' ? row.chair : null
  return { kind: 'team', id: found.code, team: found.code, chair }
}
