package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.deadletters.replay.Candidate;
import dev.healthdata.platform.deadletters.replay.DoubtfulLetters;
import dev.healthdata.platform.deadletters.replay.Preparation;
import dev.healthdata.platform.deadletters.replay.RepairedRows;
import dev.healthdata.platform.deadletters.replay.Result;
import dev.healthdata.platform.deadletters.sheet.SheetReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where rows that are to be sent again come from. */
interface CandidateSource {
    /** Takes a row; false if it will not be sent. */
    interface Taker {
        boolean take(Candidate row) throws InterruptedException;
    }

    /**
     * Gives rows until as many were taken.
     *
     * @param limit 0 for all
     * @param none told of rows that have no dead letter to repair
     */
    void forEach(long limit, Taker taker, Consumer<Result> none);

    /** The dead letters as they are. */
    static CandidateSource letters(Session session, LetterFilter filter, Preparation preparation) {
        return (limit, taker, none) -> {
            DoubtfulLetters doubtful = DoubtfulLetters.read(
                    action -> session.forEach(filter, action), session.reader(), Session.VALIDATOR, preparation);
            Limited limited = new Limited(limit, row -> {
                Optional<Result> objection = doubtful.objection(row);
                objection.ifPresent(none);
                return objection.isEmpty() && taker.take(row);
            });
            session.forEach(filter, letter -> limited.take(() -> Candidate.of(letter)));
        };
    }

    /** Rows of repaired files, parents first. */
    static CandidateSource files(
            List<SheetReader> files, Session session, LetterFilter filter, Preparation preparation) {
        return (limit, taker, none) -> {
            Limited limited = new Limited(limit, taker);
            for (SheetReader file : files) {
                RepairedRows.of(file, session.reader(), Session.VALIDATOR, filter.toPredicate(), preparation)
                        .forEach(row -> limited.take(() -> row), none);
            }
        };
    }
}
