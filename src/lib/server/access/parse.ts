import { z } from 'zod'
import { Problem } from '../../reablement/problem.ts'

/**
 * What came in, as the schema says it must be; anything the schema does not name is dropped.
 * @throws Problem 'bad-input' naming the first field at fault.
 */
export function parse<S extends z.core.$ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = z.safeParse(schema, input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.')
  throw new Problem('bad-input', {
    ...(field ? { field } : {}),
    ...(issue
      ? { detail: issue.message.startsWith('Invalid') ? `Field: ${field ?? ''}.` : issue.message }
      : {}),
  })
}
