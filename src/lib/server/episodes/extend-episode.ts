import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { extendEpisodeInput } from '../../reablement/course-inputs.ts'
import type { ExtendEpisodeInput } from '../../reablement/course-inputs.ts'
import { londonDate, sayDay } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { episode } from '../storage/schema.ts'
import { refuseCode } from './check-why.ts'
import { personOfAny } from './about-person.ts'
import { stepOnCourse } from './course.ts'
import { tellStory } from './tell-story.ts'

/**
 * Extends an episode past day 42, until a day and with the reason; said again, the new day and reason stand.
 * @throws Problem 'bad-input' (its day is called `until`), 'key-safe-code', 'not-found', 'wrong-state', perform's.
 */
export async function extendEpisode(
  desk: Desk,
  who: Colleague | null,
  input: ExtendEpisodeInput,
): Promise<void> {
  const { episode: id, until, why } = parse(extendEpisodeInput, input)
  refuseCode(why)
  return perform(desk, who, {
    act: 'extend episode',
    thing: (tx) => personOfAny(tx, id),
    work: (tx, at) => {
      const { after, today } = onUntil(() =>
        stepOnCourse(tx, at, { id, act: 'extend', said: { on: until, why } }),
      )
      const { extension } = after
      tx.update(episode)
        .set({ extendedUntil: extension?.until ?? null, extendedWhy: extension?.why ?? null })
        .where(eq(episode.id, id))
        .run()
      const words = `Extended until ${sayDay(until, today)}`
      const on = londonDate(new Date(at))
      tellStory(tx, { episode: id, at, colleague: signedIn(who).id, kind: 'course', on, words, why })
    },
    detail: { episode: id, until },
  })
}

/** The rules call every day `on`; the form calls this one `until`. */
function onUntil<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Problem) || error.field !== 'on') throw error
    throw new Problem(error.code, { field: 'until', ...(error.detail ? { detail: error.detail } : {}) })
  }
}
