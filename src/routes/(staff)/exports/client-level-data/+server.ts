import { answer, asker } from '../../../answer.ts'
import { fileToSave } from '../../../file.ts'
import { textOf } from '../../../form.ts'
import type { RequestHandler } from './$types'

/** A quarter's rows as a file. By a form only: it locks the start of every episode in it. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const who = asker(locals)
  const quarter = textOf(await request.formData())('quarter')
  const { name, text } = await answer(locals.service.exports.clientLevelData(who, quarter))
  return fileToSave(name, 'text/csv; charset=utf-8', text)
}
