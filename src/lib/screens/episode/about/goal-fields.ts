import type { Field } from './form.ts'

/** What a goal is asked: their own words, and by when. */
export function goalFields(what: string, by: string, today: string): Field[] {
  return [
    {
      ...{ name: 'what', label: 'What they want to be able to do, in their own words', kind: 'lines' },
      ...{ value: what, longest: 200 },
    },
    { name: 'by', label: 'By when', kind: 'date', value: by, least: today, maybe: true },
  ]
}
