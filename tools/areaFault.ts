/** What is wrong with where an area was told to read, by the code of the system. */
const faults: Readonly<Record<string, string>> = {
  ENOENT: 'there is nothing',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'there is a folder',
  EACCES: 'it may not be read',
};

/** A fault of an area for a person: what was read, what was expected, what to check. */
export function areaFault(command: string, area: string | undefined, error: unknown): string {
  const { code = '', path, message } = error as { code?: string; path?: string; message?: string };
  const start = `npm run ${command} -- ${area}:`;
  if (Object.hasOwn(faults, code) && path !== undefined)
    return `${start} tried to read ${path}, but ${faults[code]}. Expected the files of a reference for ${area}: check the path after the area's name.`;
  if (error instanceof SyntaxError)
    return `${start} read a file that is no JSON (${message}). Expected the files of a reference for ${area}: check that the path is theirs and that they are whole.`;
  return `${start} ${message ?? String(error)}`;
}
