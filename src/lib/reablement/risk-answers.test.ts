import { describe, expect, test } from 'vitest'
import {
  answersFromFile,
  homeNow,
  refuseAnswer,
  riskAsked,
  riskQuestions,
  risksOf,
  stillToAsk,
} from './risk-answers.ts'
import type { RiskAnswer, RiskQuestion } from './risk-answers.ts'

const said = (
  question: RiskQuestion,
  value: 'yes' | 'no' | null,
  words: string | null = null,
): RiskAnswer => ({
  ...{ question, value, words },
})

describe('the questions', () => {
  test('are the assessment’s, each asked in a sentence', () => {
    const seed = ['parking', 'access', 'pets', 'footwear', 'steps', 'smoke alarm', 'carbon monoxide alarm']
    const more = ['key safe', 'smoking', 'oxygen', 'airflow mattress', 'lone working']
    expect(riskQuestions).toEqual(expect.arrayContaining([...seed, ...more]))
    for (const { asks } of Object.values(riskAsked)) expect(asks).toMatch(/^[A-Z].+\?$/)
  })

  test('are asked until they are answered; the file has answered some', () => {
    const home = { livesAlone: true, keySafe: false, pets: null, smokeAlarm: false, coAlarm: true }
    const answers = answersFromFile(home)
    expect(answers).toEqual([
      said('key safe', 'no'),
      said('smoke alarm', 'no'),
      said('carbon monoxide alarm', 'yes'),
    ])
    expect(stillToAsk([...answers, said('parking', null, 'on the drive')])).toEqual([
      ...['access', 'steps', 'pets', 'footwear', 'smoking', 'poor mobility', 'oxygen'],
      ...['airflow mattress', 'lone working'],
    ])
  })
})

describe('an answer', () => {
  test.each([
    said('parking', null, 'on the drive'),
    said('access', null, 'side gate, key safe fitted, code held in OneTouch'),
    said('key safe', 'yes'),
    said('pets', 'yes', 'a dog, put in the kitchen'),
    said('lone working', 'no', 'two go in the evening'),
  ])('is kept: %o', (answer) => {
    expect(refuseAnswer(answer)).toBeNull()
  })

  test.each([
    [said('key safe', 'yes', 'by the door'), /only whether it is fitted/],
    [said('access', null, 'key safe 1234'), /looks like a key-safe code/],
    [said('pets', null, 'a dog'), /^Say yes or no: Are there pets\?/],
    [said('parking', 'yes'), /^Answer in words: Where can we park\?/],
    [said('parking', null, ' '), /^Write something/],
    [said('oxygen', 'yes', 'o'.repeat(201)), /too long/],
  ])('is refused in words: %o', (answer, why) => {
    expect(refuseAnswer(answer)).toMatch(why)
  })

  test('the latest counts', () => {
    expect(risksOf([said('smoke alarm', 'no'), said('oxygen', 'yes'), said('smoke alarm', 'yes')])).toEqual([
      'oxygen',
    ])
    expect(risksOf([said('lone working', 'no'), said('footwear', 'no'), said('key safe', 'no')])).toEqual([
      ...['no safe footwear', 'not safe to visit alone'],
    ])
  })
})

test('the home is as it was last answered; what nobody answered is as the file has it', () => {
  const file = { livesAlone: true, keySafe: true, pets: null, smokeAlarm: true, coAlarm: false }
  const answers: RiskAnswer[] = [
    { question: 'smoke alarm', value: 'no', words: null },
    { question: 'pets', value: 'yes', words: 'two cats' },
  ]
  expect(homeNow(file, answers)).toEqual({ ...file, smokeAlarm: false, pets: true })
})
