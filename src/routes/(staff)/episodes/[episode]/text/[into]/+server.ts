import { error } from '@sveltejs/kit'
import { pasteInto, pasteSlug } from '#lib/reablement/episode-text.ts'
import { answer, asker } from '../../../../../answer.ts'
import { fileToSave } from '../../../../../file.ts'
import type { RequestHandler } from './$types'

/** The episode as text for one system, as a file. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const into = pasteInto.find((one) => pasteSlug(one) === params.into)
  if (into === undefined) error(404, { message: 'There is no such text.' })
  const { name, text } = await answer(locals.service.exports.text(asker(locals), params.episode, into))
  return fileToSave(name, 'text/plain; charset=utf-8', text)
}
