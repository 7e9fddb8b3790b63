import { respectInput } from '../../reablement/about-inputs.ts'
import type { RespectInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { saysDecision } from '../../reablement/in-place.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { respect } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import { personOf } from './about-person.ts'
import { refuseCodes, refuseDay } from './own-words.ts'
import { tellStory } from './tell-story.ts'

/**
 * Records whether a ReSPECT plan or a DNACPR is in place, where its copy is and when it was seen. Never what it decides.
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found', perform's.
 */
export async function recordRespect(desk: Desk, who: Colleague | null, input: RespectInput): Promise<void> {
  const asked = parse(respectInput, input)
  const { episode, inPlace } = asked
  const [where, seenOn] = inPlace ? [asked.where, asked.seenOn] : [null, null]
  return perform(desk, who, {
    act: 'record respect',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      if (inPlace) refuseIncomplete(where, seenOn, today)
      const by = { episode, colleague: signedIn(who).id, at }
      tx.insert(respect)
        .values({ id: newId(), ...by, inPlace, where, seenOn })
        .run()
      const words = inPlace ? 'ReSPECT or DNACPR in place' : 'No ReSPECT or DNACPR in place'
      tellStory(tx, { ...by, kind: 'about', on: today, words })
    },
    detail: { episode, inPlace, seenOn },
  })
}

function refuseIncomplete(where: string | null, seenOn: string | null, today: string): void {
  const wrong = (field: string, detail: string) => new Problem('bad-input', { field, detail })
  if (where === null) throw wrong('where', 'Write where the copy is: “yellow folder by the front door”.')
  refuseCodes({ where })
  if (saysDecision(where))
    throw wrong('where', 'Write only where the copy is. What it decides stands on the signed copy alone.')
  if (seenOn === null) throw wrong('seenOn', 'Say on which day the copy was seen.')
  refuseDay(seenOn, 'seenOn', { until: today, today })
}
