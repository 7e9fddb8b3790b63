import { answer, asker } from '../../../answer.ts'
import { fileToSave } from '../../../file.ts'
import type { RequestHandler } from './$types'

/** The whole service as a zip, sent while it is packed. By a form only: no link should ever take it. */
export const POST: RequestHandler = async ({ locals }) => {
  const { name, body } = await answer(locals.service.exports.archive(asker(locals)))
  return fileToSave(name, 'application/zip', body)
}
