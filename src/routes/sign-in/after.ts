/**
 * Where to go once signed in: only ever a path of our own. Read as a browser reads it, which leaves out tabs and takes
 * a backslash for a slash: "/<tab>/elsewhere" is another site.
 */
export function after(url: URL): string {
  const wanted = url.searchParams.get('after') ?? '/'
  if (!wanted.startsWith('/') || !URL.canParse(wanted, url)) return '/'
  const { origin, pathname, search } = new URL(wanted, url)
  return origin === url.origin && !pathname.startsWith('//') ? pathname + search : '/'
}
