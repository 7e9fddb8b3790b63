import type { ArchiveTable } from './archive-tables.ts'

const yes = '1 yes, 0 no, empty not known'
const said = {
  ...{ id: 'Its own name', episode: 'Whose: “id” of episodes' },
  ...{ colleague: 'Who said it: “id” of colleagues', at: 'When' },
}
const newest = 'Rows were only added: the newest holds.'

/** What is known about a person beside their course. */
export const aboutTables: readonly ArchiveTable[] = [
  {
    ...{ table: 'goal_event', file: 'goal-history', words: 'What was done about a goal, step by step.' },
    columns: {
      ...{ ...said, goal: 'Which: “id” of goals', kind: 'set, reworded or reviewed' },
      ...{ on_day: 'The day it is about', what: 'The goal after it', by_date: 'By when, after it' },
      ...{ state: 'Where it stood after it', was: 'The words it had before', what_was_said: 'What was said' },
    },
    free: ['what', 'was', 'what_was_said'],
  },
  {
    ...{ table: 'what_matters', file: 'what-matters' },
    words: `What matters to people, in their own words. ${newest}`,
    columns: { ...said, words: 'Their words' },
    free: ['words'],
  },
  {
    ...{ table: 'risk_answer', file: 'risk-answers' },
    words: `Answers of the dynamic risk assessment. ${newest}`,
    columns: {
      ...{ ...said, question: 'What was asked', value: 'yes or no; empty: answered in words' },
      words: 'What was said beside it',
    },
    free: ['words'],
  },
  {
    ...{ table: 'fire_consent', file: 'fire-consents' },
    words: `Whether people agreed to a fire and rescue referral. ${newest}`,
    columns: {
      ...{ ...said, given: '1 yes, 0 no', on_day: 'The day they were asked' },
      reasons: 'What it was asked for, as a JSON list',
    },
  },
  {
    ...{ table: 'communication', file: 'communication-needs' },
    words: `How people speak, read and hear with us. ${newest} It wins over the caseload file.`,
    columns: {
      ...{ id: 'Its own name', person: 'Whose: “id” of people', colleague: 'Who said it', at: 'When' },
      ...{ language: 'The language they speak; empty: as in people', interpreter: `Interpreter: ${yes}` },
      ...{ bsl: `British Sign Language: ${yes}`, formats: 'What they can read or hear, as a JSON list' },
      ...{ support: 'What helps when we talk', carers: 'By whom they want to be cared for' },
      culture: 'Cultural preferences',
    },
    free: ['support', 'culture'],
  },
  {
    ...{ table: 'respect', file: 'respect-in-place' },
    words: `Whether a ReSPECT plan or DNACPR is in place. Never the source of a resuscitation decision. ${newest}`,
    columns: {
      ...{ ...said, in_place: '1 yes, 0 no', copy_is: 'Where the copy is', seen_on: 'Day it was seen' },
    },
    free: ['copy_is'],
  },
  {
    ...{ table: 'safeguarding', file: 'safeguarding' },
    words: `That a safeguarding concern was raised, without a narrative. ${newest}`,
    columns: {
      ...{ ...said, raised: '1 yes, 0 no', raised_on: 'Day it was raised' },
      ...{ reference: 'Its reference', owner: 'Whose it is: “id” of colleagues' },
    },
  },
  {
    ...{ table: 'care_act', file: 'care-act-assessments' },
    words: `Care Act assessments that were raised. ${newest}`,
    columns: {
      ...{ ...said, raised_on: 'Day it was raised', owner: 'Who does it: “id” of colleagues' },
      ...{ booked_for: 'Day it is booked for', outcome: 'What came of it' },
    },
  },
]
