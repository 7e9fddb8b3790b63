import { communicationInput } from '../../reablement/about-inputs.ts'
import type { CommunicationInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { communicationFlag } from '../../reablement/communication.ts'
import { londonDate } from '../../reablement/dates.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { communication } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import { personOf, stayOf } from './about-person.ts'
import { refuseCodes } from './own-words.ts'
import { tellStory } from './tell-story.ts'

/**
 * Records how somebody speaks, reads and hears with us, and what is fitting for them. It is the person's and outlasts the
 * episode; from now on it wins over the caseload file.
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found', perform's.
 */
export async function recordCommunication(
  desk: Desk,
  who: Colleague | null,
  input: CommunicationInput,
): Promise<void> {
  const { episode, ...needs } = parse(communicationInput, input)
  const { support, culture, formats, interpreter, bsl, carers } = needs
  return perform(desk, who, {
    act: 'record communication',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseCodes({ support, culture })
      const by = signedIn(who).id
      const { person } = stayOf(tx, episode)
      tx.insert(communication)
        .values({ id: newId(), person, colleague: by, at, ...needs, formats: JSON.stringify(formats) })
        .run()
      const words = `Communication needs: ${communicationFlag(needs) || 'none known'}`
      tellStory(tx, { episode, at, colleague: by, kind: 'about', on: londonDate(new Date(at)), words })
    },
    detail: { episode, interpreter, bsl, formats: formats.join(', '), carers },
  })
}
