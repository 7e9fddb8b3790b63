import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { startEpisodeInput } from '../../reablement/course-inputs.ts'
import type { StartEpisodeInput } from '../../reablement/course-inputs.ts'
import { sayDay } from '../../reablement/dates.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { episode } from '../storage/schema.ts'
import { personOfAny } from './about-person.ts'
import { stepOnCourse } from './course.ts'
import { moveFirstCalls } from './first-calls.ts'
import { tellStory } from './tell-story.ts'

/**
 * Starts an accepted episode: `on` is the day of the first visit, day 1 of the six weeks.
 * @throws Problem 'bad-input', 'not-found', 'wrong-state', perform's.
 */
export async function startEpisode(
  desk: Desk,
  who: Colleague | null,
  input: StartEpisodeInput,
): Promise<void> {
  const { episode: id, on } = parse(startEpisodeInput, input)
  return perform(desk, who, {
    act: 'start episode',
    thing: (tx) => personOfAny(tx, id),
    work: (tx, at) => {
      const { row, after, today } = stepOnCourse(tx, at, { id, act: 'start', said: { on } })
      tx.update(episode).set({ state: after.state, start: on }).where(eq(episode.id, id)).run()
      if (on !== row.start) moveFirstCalls(tx, id, row.start, on)
      const words = `First visit on ${sayDay(on, today)}`
      tellStory(tx, { episode: id, at, colleague: signedIn(who).id, kind: 'course', on, words })
    },
    detail: { episode: id, on },
  })
}
