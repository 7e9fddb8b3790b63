import type { Colleague } from '../../reablement/colleague.ts'
import { withSaid, wordsSaid } from '../../reablement/ending-draft.ts'
import { saveEndingInput } from '../../reablement/ending-inputs.ts'
import type { SaveEndingInput } from '../../reablement/ending-inputs.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { ending } from '../storage/ending-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { stayOf } from './about-person.ts'
import { endingRow, saidOf } from './ending-around.ts'

/** As long as all that is said of one ending may get, as JSON: some hundred actions with a reason each. */
const most = 60_000

/**
 * Keeps what is said on the checklist for ending while it is not whole, so that a reload or a colleague goes on from it.
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found' when they are not on the board any more, perform's.
 */
export async function saveEnding(desk: Desk, who: Colleague | null, input: SaveEndingInput): Promise<void> {
  const asked = parse(saveEndingInput, input)
  const coded = wordsSaid(asked.change).find(({ words }) => holdsKeySafeCode(words))
  return perform(desk, who, {
    act: 'save ending',
    thing: (tx) => ({ kind: 'person', id: stayOf(tx, asked.episode).person }),
    work: (tx, at) => {
      if (coded) throw new Problem('key-safe-code', { field: coded.field })
      const said = JSON.stringify(withSaid(saidOf(endingRow(tx, asked.episode)), asked.change))
      if (said.length > most) throw new Problem('bad-input', { detail: 'That is too much for one ending.' })
      const values = { said, savedBy: signedIn(who).id, savedAt: at }
      tx.insert(ending)
        .values({ episode: asked.episode, ...values })
        .onConflictDoUpdate({ target: ending.episode, set: values })
        .run()
    },
    detail: { episode: asked.episode, parts: Object.keys(asked.change).join(', ') },
  })
}
