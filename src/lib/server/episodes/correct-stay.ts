import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { correctStayInput } from '../../reablement/course-inputs.ts'
import type { CorrectStayInput } from '../../reablement/course-inputs.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { refuseBeforeStart, refuseStay, sayStay } from '../../reablement/hospital-stays.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { hospitalStay } from '../storage/course-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { anyStay, personOf } from './about-person.ts'
import { staysOf } from './course.ts'
import { tellStory } from './tell-story.ts'

/**
 * Corrects the days of a stay in hospital. Whether they are back is said by its own act, never by a correction.
 * @throws Problem 'bad-input' naming the day at fault, 'not-found', perform's.
 */
export async function correctStay(desk: Desk, who: Colleague | null, input: CorrectStayInput): Promise<void> {
  const asked = parse(correctStayInput, input)
  const { episode: id, wentOn, backOn } = asked
  return perform(desk, who, {
    act: 'correct hospital stay',
    thing: (tx) => personOf(tx, id),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      const before = refuseCorrection(tx, asked, today)
      if (before.wentOn === wentOn && before.backOn === backOn) return
      tx.update(hospitalStay).set({ wentOn, backOn }).where(eq(hospitalStay.id, asked.stay)).run()
      const words = `Hospital stay corrected: ${sayStay({ wentOn, backOn }, today)}, not ${sayStay(before, today)}`
      tellStory(tx, { episode: id, at, colleague: signedIn(who).id, kind: 'hospital', on: wentOn, words })
    },
    detail: { episode: id, stay: asked.stay, wentOn, backOn },
  })
}

function refuseCorrection(
  tx: Transaction,
  { episode: id, stay, wentOn, backOn }: CorrectStayInput,
  today: LocalDate,
) {
  const all = staysOf(tx, id)
  const before = all.find((one) => one.id === stay)
  if (!before) throw new Problem('not-found', { field: 'stay' })
  if (before.backOn === null && backOn !== null)
    throw new Problem('bad-input', {
      field: 'backOn',
      detail: 'Say that they are back: then the day is kept.',
    })
  if (before.backOn !== null && backOn === null)
    throw new Problem('bad-input', { field: 'backOn', detail: 'They are back: write the day.' })
  const others = all.filter((one) => one.id !== stay)
  const why =
    refuseBeforeStart(anyStay(tx, id).start, wentOn, today) ?? refuseStay({ wentOn, backOn }, others, today)
  if (why !== null) {
    const field = wentOn <= today && backOn !== null && backOn !== before.backOn ? 'backOn' : 'wentOn'
    throw new Problem('bad-input', { field, detail: why })
  }
  return before
}
