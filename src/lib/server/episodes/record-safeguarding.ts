import { safeguardingInput } from '../../reablement/about-inputs.ts'
import type { SafeguardingInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { safeguarding } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { personOf } from './about-person.ts'
import { nameOfOwner, refuseDay } from './own-words.ts'
import { tellStory } from './tell-story.ts'

/** How long ago a concern may have been raised that is recorded now, in days: an older one is a slip of the year. [choice] */
const raisedAgo = 365

type Asked = Pick<SafeguardingInput, 'raisedOn' | 'owner'>

/**
 * Records that a safeguarding concern was raised: the day, its reference, its owner. There is no field for what happened.
 * @throws Problem 'bad-input', 'not-found', perform's.
 */
export async function recordSafeguarding(
  desk: Desk,
  who: Colleague | null,
  input: SafeguardingInput,
): Promise<void> {
  const { episode, raised, ...asked } = parse(safeguardingInput, input)
  const { raisedOn, reference, owner } = raised ? asked : { raisedOn: null, reference: null, owner: null }
  return perform(desk, who, {
    act: 'record safeguarding',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      if (raised) refuseIncomplete(tx, asked, today)
      const by = { episode, colleague: signedIn(who).id, at }
      tx.insert(safeguarding)
        .values({ id: newId(), ...by, raised, raisedOn, reference, owner })
        .run()
      const words = raised ? 'Safeguarding concern raised' : 'No safeguarding concern'
      tellStory(tx, { ...by, kind: 'about', on: raisedOn ?? today, words })
    },
    detail: { episode, raised, raisedOn },
  })
}

function refuseIncomplete(tx: Transaction, { raisedOn, owner }: Asked, today: LocalDate): void {
  const wrong = (field: string, detail: string) => new Problem('bad-input', { field, detail })
  if (raisedOn === null) throw wrong('raisedOn', 'Say on which day it was raised.')
  refuseDay(raisedOn, 'raisedOn', { from: addDays(today, -raisedAgo), until: today, today })
  if (owner === null) throw wrong('owner', 'Choose who owns it.')
  nameOfOwner(tx, owner, 'owner')
}
