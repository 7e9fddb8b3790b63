import { sayWhatMattersInput } from '../../reablement/about-inputs.ts'
import type { SayWhatMattersInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { whatMatters } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import { personOf } from './about-person.ts'
import { refuseCodes } from './own-words.ts'
import { tellStory } from './tell-story.ts'

/**
 * Keeps what matters to somebody, in their own words; what was said before stays beside it.
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found', perform's.
 */
export async function sayWhatMatters(
  desk: Desk,
  who: Colleague | null,
  input: SayWhatMattersInput,
): Promise<void> {
  const { episode, words } = parse(sayWhatMattersInput, input)
  return perform(desk, who, {
    act: 'say what matters',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseCodes({ words })
      const by = { episode, colleague: signedIn(who).id, at }
      tx.insert(whatMatters)
        .values({ id: newId(), ...by, words })
        .run()
      const on = londonDate(new Date(at))
      tellStory(tx, { ...by, kind: 'about', on, words: 'What matters to them', why: words })
    },
    detail: { episode },
  })
}
