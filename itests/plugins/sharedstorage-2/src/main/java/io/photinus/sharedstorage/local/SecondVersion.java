package io.photinus.sharedstorage.local;

/** The class that the first version does not have: whoever can load it has the second one before him. */
final class SecondVersion {
    private SecondVersion() {}
}
