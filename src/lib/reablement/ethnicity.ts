import { z } from 'zod/mini'
import { ethnicities } from './cld-codes.ts'

/** What somebody said of their ethnicity, as the national list has it; what is kept is the national value. [std] */
export type Ethnicity = (typeof ethnicities)[number]

/** Who was asked and did not say. "Not asked yet" is no value at all. */
export const declined: Ethnicity = 'No data: Refused'
export const notKnown: Ethnicity = 'No data: Undeclared or not known'

const said: Partial<Record<Ethnicity, string>> = {
  [declined]: 'Asked, and would rather not say',
  [notKnown]: 'Asked, and does not know or could not say',
}

/** One group of the list with what can be chosen in it. */
export interface EthnicGroup {
  group: string
  choices: { value: Ethnicity; words: string }[]
}

const groupOf = (value: Ethnicity) => value.slice(0, value.indexOf(': '))
const nameOf = (value: Ethnicity) => value.slice(value.indexOf(': ') + 2)

/** The national list as it is chosen from: its groups in their order, and last what stands for no answer. */
export const ethnicGroups: readonly EthnicGroup[] = [...Map.groupBy(ethnicities, groupOf)].map(
  ([group, values]) => ({
    group: group === 'No data' ? 'No answer' : group,
    choices: values.map((value) => ({ value, words: said[value] ?? nameOf(value) })),
  }),
)

/** 'White: Irish'; 'not asked yet' of nothing. A value the list does not know is said as it is. */
export function sayEthnicity(value: string | null): string {
  if (value === null) return 'not asked yet'
  const known = ethnicities.find((one) => one === value)
  return (known && said[known]) ?? value
}

/** null: nobody was asked after all. */
export const recordEthnicityInput = z.object({
  episode: z.string().check(z.minLength(1), z.maxLength(40)),
  ethnicity: z.nullable(z.enum(ethnicities, 'Choose one of the list.')),
})
export type RecordEthnicityInput = z.infer<typeof recordEthnicityInput>
