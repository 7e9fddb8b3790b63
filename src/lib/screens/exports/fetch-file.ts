/** Sends a form and saves the file it is answered with. Gives what went wrong, in words; null when it is saved. */
export async function fetchFile(form: HTMLFormElement): Promise<string | null> {
  const headers = { accept: 'application/json' }
  const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers }).catch(
    () => null,
  )
  if (!answer) return 'Perch does not answer just now. Try again in a moment.'
  if (!answer.ok) {
    const { message } = (await answer.json().catch(() => ({}))) as { message?: string }
    return message ?? 'This could not be read just now. Try again in a moment.'
  }
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name ?? 'export'
  link.click()
  URL.revokeObjectURL(link.href)
  return null
}
