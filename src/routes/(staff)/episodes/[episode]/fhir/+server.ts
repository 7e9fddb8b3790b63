import { answer, asker } from '../../../../answer.ts'
import { fileToSave } from '../../../../file.ts'
import type { RequestHandler } from './$types'

/** The episode as a FHIR R4 bundle. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { name, text } = await answer(
    locals.service.exports.bundle(asker(locals), params.episode, url.origin),
  )
  return fileToSave(name, 'application/fhir+json; charset=utf-8', text)
}
