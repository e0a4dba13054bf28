package dev.healthdata.records.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Checks {@link NotInFuture}; public only because Hibernate Validator makes it. */
public final class NotInFutureValidator implements ConstraintValidator<NotInFuture, String> {
    private static final ZoneOffset FIRST_TO_SEE_A_DAY = ZoneOffset.ofHours(14);

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        LocalDate today = LocalDate.now(context.getClockProvider().getClock().withZone(FIRST_TO_SEE_A_DAY));
        return IsoDates.parse(text).map(day -> !day.isAfter(today)).orElse(true);
    }
}
