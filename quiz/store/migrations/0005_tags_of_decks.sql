-- Cards have the tags that stand at the top of their deck file, too. All files are read once more, because the
-- cards of those that were read before have only their own.

UPDATE deck SET size = -1;
