/** Version of `@usina/core` that writes a model; a test holds it against the package's manifest. */
export const libraryVersion = '0.1.0';
