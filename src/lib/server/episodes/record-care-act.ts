import { careActInput } from '../../reablement/about-inputs.ts'
import type { CareActInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, londonDate, sayDay } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { careAct } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import { personOf } from './about-person.ts'
import { nameOfOwner, refuseDay } from './own-words.ts'
import { tellStory } from './tell-story.ts'

/** How far ahead an assessment can be booked, in days. [choice] */
const bookedAhead = 180

/**
 * Records a Care Act assessment: the day it was raised, by whom it is done, for when it is booked, and later what came of it.
 * @throws Problem 'bad-input', 'not-found', perform's.
 */
export async function recordCareAct(desk: Desk, who: Colleague | null, input: CareActInput): Promise<void> {
  const { episode, ...asked } = parse(careActInput, input)
  const { raisedOn, owner, bookedFor, outcome } = asked
  return perform(desk, who, {
    act: 'record care act',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      refuseDay(raisedOn, 'raisedOn', { until: today, today })
      if (bookedFor !== null)
        refuseDay(bookedFor, 'bookedFor', { from: raisedOn, until: addDays(today, bookedAhead), today })
      const name = owner === null ? null : nameOfOwner(tx, owner, 'owner')
      const by = { episode, colleague: signedIn(who).id, at }
      tx.insert(careAct)
        .values({ id: newId(), ...by, ...asked })
        .run()
      const words = sayCareAct(asked, name, today)
      tellStory(tx, { ...by, kind: 'review', on: today, words })
    },
    detail: { episode, raisedOn, bookedFor, outcome },
  })
}

/** 'Care Act assessment raised on Mon 23 Nov, by Ade Okafor, booked for Wed 2 Dec' */
function sayCareAct(
  { raisedOn, bookedFor, outcome }: Omit<CareActInput, 'episode'>,
  owner: string | null,
  today: LocalDate,
): string {
  return [
    `Care Act assessment raised on ${sayDay(raisedOn, today)}`,
    ...(owner === null ? [] : [`by ${owner}`]),
    ...(bookedFor === null ? [] : [`booked for ${sayDay(bookedFor, today)}`]),
    ...(outcome === null ? [] : [outcome]),
  ].join(', ')
}
