package dev.healthdata.validator.topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must become of a visit by the promises alone. Its versions are numbered from 0 in the order of their arrival. */
final class VisitModel {
    private final List<Step> versions = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final List<Integer> clean = new ArrayList<>();
    private Optional<Integer> waiting = Optional.empty();

    void take(Step step) {
        if (step instanceof Step.Valid) {
            waiting = Optional.of(versions.size());
            versions.add(step);
        } else if (step instanceof Step.Invalid) {
            versions.add(step);
        } else if (step instanceof Step.Parent parent) {
            known.add(parent.name());
        }
        if (waiting.filter(number -> missing(number).isEmpty()).isPresent()) {
            clean.add(waiting.get());
            waiting = Optional.empty();
        }
    }

    /** The number of the next version. */
    int size() {
        return versions.size();
    }

    /** The versions that become clean, if each step has its effect before the next. */
    List<Integer> clean() {
        return clean;
    }

    /** The newest version that breaks no rule, if all that it refers to has come. */
    Optional<Integer> newestAccepted() {
        for (int number = versions.size() - 1; number >= 0; number--) {
            if (versions.get(number) instanceof Step.Valid) {
                return Optional.of(number).filter(this::acceptable);
            }
        }
        return Optional.empty();
    }

    /** Whether it may ever be clean. */
    boolean acceptable(int number) {
        return versions.get(number) instanceof Step.Valid && missing(number).isEmpty();
    }

    /** The newest version and the rules that it breaks; empty if it is clean. */
    Optional<String> openDeadLetter() {
        int newest = versions.size() - 1;
        if (newest < 0 || acceptable(newest)) {
            return Optional.empty();
        }
        boolean invalid = versions.get(newest) instanceof Step.Invalid;
        List<String> rules = invalid ? List.of("visits.visit_date.required") : missing(newest);
        return Optional.of(newest + " " + String.join(",", rules));
    }

    private List<String> missing(int number) {
        Step.Valid valid = (Step.Valid) versions.get(number);
        List<String> rules = new ArrayList<>();
        if (!known.contains(valid.patient())) {
            rules.add("visits.patient_id.reference");
        }
        if (!known.contains(valid.doctor())) {
            rules.add("visits.doctor_id.reference");
        }
        return rules;
    }
}
