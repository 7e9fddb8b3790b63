import { answerRiskInput } from '../../reablement/about-inputs.ts'
import type { AnswerRiskInput } from '../../reablement/about-inputs.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { refuseAnswer, riskAsked } from '../../reablement/risk-answers.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { riskAnswer } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import { personOf } from './about-person.ts'
import { refuseCodes } from './own-words.ts'
import { tellStory } from './tell-story.ts'

/**
 * Answers one question of the dynamic risk assessment; the latest answer counts, those before it stay.
 * @throws Problem 'bad-input' in the words of `refuseAnswer`, 'key-safe-code', 'not-found', perform's.
 */
export async function answerRisk(desk: Desk, who: Colleague | null, input: AnswerRiskInput): Promise<void> {
  const { episode, ...answer } = parse(answerRiskInput, input)
  const { question, value, words } = answer
  return perform(desk, who, {
    act: 'answer risk',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseCodes({ words })
      const wrong = refuseAnswer(answer)
      const field = value === null && riskAsked[question].by === 'yes or no' ? 'value' : 'words'
      if (wrong !== null) throw new Problem('bad-input', { field, detail: wrong })
      const by = { episode, colleague: signedIn(who).id, at }
      tx.insert(riskAnswer)
        .values({ id: newId(), ...by, ...answer })
        .run()
      const named = question.slice(0, 1).toUpperCase() + question.slice(1)
      const told = { words: value === null ? named : `${named}: ${value}`, why: words }
      tellStory(tx, { ...by, kind: 'about', on: londonDate(new Date(at)), ...told })
    },
    detail: { episode, question, value },
  })
}
