import * as z from 'zod'
import { deliveries } from './cld-codes.ts'

/** What an administrator enters once for Client Level Data. Empty goes out empty, and is listed. [choice] */
export const cldSettingsInput = z.object({
  /** The council's ONS code. */
  laCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^(?:[A-Z]\d{8})?$/, 'Write a letter and eight digits, as E00000000, or nothing.'),
  /** The service's CQC location. [seed: 1-2604846451] */
  cqcLocation: z
    .string()
    .trim()
    .regex(/^(?:1-\d{6,12})?$/, 'Write it as the CQC does, 1- and digits, or nothing.'),
  delivery: z.enum(['', ...deliveries], 'Choose one of the list, or none.'),
})
export type CldSettings = z.infer<typeof cldSettingsInput>

export const usualCldSettings: CldSettings = { laCode: '', cqcLocation: '1-2604846451', delivery: '' }
